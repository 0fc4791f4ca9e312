"""The rows of the matrix for the concept, its measures and who takes part."""

from tests.safety.routes import Row, public

CONCEPT_ROWS: list[Row] = [
    public("fields:concept"),
    public("fields:chapter", lambda world: {"slug": world.chapter.slug}),
    public("fields:field", lambda world: {"slug": world.measure.field_of_action.slug}),
    public("partners:organisations"),
    public("partners:organisation", lambda world: {"slug": world.organisation.slug}),
    public("measures:list"),
    public("measures:measure", lambda world: {"slug": world.measure.slug}),
]
