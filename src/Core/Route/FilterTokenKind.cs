namespace Viaduct.Core.Route;

internal enum FilterTokenKind
{
    End,
    Name,
    Text,
    Number,
    Boolean,
    Operator,
    Open,
    Close,
    And,
    Or,
    Exists,

    // Something that is no word of the language; its error has been reported.
    Bad,
}
