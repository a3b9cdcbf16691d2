namespace Viaduct.Core.Pipelines;

/// <summary>The places in a pipeline, in their fixed order.</summary>
public enum ComponentStage
{
    /// <summary>Receive: turns bytes into bytes (decrypt, unpack). All components run.</summary>
    Decode,

    /// <summary>
    /// Receive: recognises a format and cuts the interchange into messages. The first that recognises it runs.
    /// </summary>
    Disassemble,

    /// <summary>Receive: checks each message. All components run.</summary>
    Validate,

    /// <summary>Send: prepares the message. All components run.</summary>
    PreAssemble,

    /// <summary>Send: writes the wire format. At most one component.</summary>
    Assemble,

    /// <summary>Send: turns bytes into bytes (pack, sign). All components run.</summary>
    Encode,
}
