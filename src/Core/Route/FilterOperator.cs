namespace Viaduct.Core.Route;

/// <summary>How a filter looks at a property.</summary>
public enum FilterOperator
{
    /// <summary><c>exists X</c>: the property is there and promoted.</summary>
    Exists,

    /// <summary><c>==</c></summary>
    Equal,

    /// <summary><c>!=</c>: there, and another value.</summary>
    NotEqual,

    /// <summary><c>&lt;</c></summary>
    Less,

    /// <summary><c>&lt;=</c></summary>
    LessOrEqual,

    /// <summary><c>&gt;</c></summary>
    Greater,

    /// <summary><c>&gt;=</c></summary>
    GreaterOrEqual,
}
