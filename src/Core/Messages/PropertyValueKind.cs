namespace Viaduct.Core.Messages;

/// <summary>What a property value is; decides how it is compared. The numbers are stored: never renumber.</summary>
public enum PropertyValueKind
{
    /// <summary>No value: the property is missing.</summary>
    None = 0,

    /// <summary>Text, compared ordinally and by case.</summary>
    String = 1,

    /// <summary>A decimal number.</summary>
    Number = 2,

    /// <summary>A point in time, in UTC.</summary>
    Instant = 3,

    /// <summary>True or false.</summary>
    Boolean = 4,
}
