namespace Viaduct.Server.Configuration.Options;

/// <summary>How configuration writes an option.</summary>
internal enum OptionKind
{
    Text,
    Truth,
    Integer,
    Number,

    /// <summary>An integer as <c>512KB</c>.</summary>
    Bytes,

    /// <summary>A time as <c>5s</c>.</summary>
    Duration,

    /// <summary>One word of an enumeration.</summary>
    Choice,

    /// <summary>Keys with values.</summary>
    Record,

    List,

    /// <summary>An adapter or component: its name as the key, its options beneath.</summary>
    Named,
}
