using Viaduct.Core.Messages;

namespace Viaduct.Adapters.Http.Receiving;

/// <summary>A body that has arrived, or why it has not.</summary>
internal readonly record struct ReceivedBody
{
    /// <summary>One that has arrived.</summary>
    public ReceivedBody(Body body, byte[]? hash) => (Body, Hash) = (body, hash);

    /// <summary>One that has not.</summary>
    public ReceivedBody(Answer refusal) => Refusal = refusal;

    /// <summary>The bytes, or null.</summary>
    public Body? Body { get; }

    /// <summary>Their SHA-256, if it was wanted.</summary>
    public byte[]? Hash { get; }

    /// <summary>What is wrong, or null.</summary>
    public Answer? Refusal { get; }
}
