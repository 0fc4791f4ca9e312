"""The protocol of a query reads the trail by what its entries are about."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("safety", "0003_audit_trail"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="auditentry",
            index=models.Index(fields=["subject"], name="audit_subject"),
        ),
    ]
