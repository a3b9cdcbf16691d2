namespace Viaduct.Adapters.File;

/// <summary>What an attempt to send was about to do.</summary>
internal enum SendRecordKind
{
    /// <summary>Nothing any more: the attempt was given up, and the message is to be sent anew.</summary>
    None,

    /// <summary>To rename the temporary file, failing if the name is taken.</summary>
    Create,

    /// <summary>To rename the temporary file, replacing what has the name.</summary>
    Replace,

    /// <summary>To write at a certain place of a file.</summary>
    Append,
}
