using Viaduct.Core.Messages;
using Viaduct.Core.Pipelines;

namespace Viaduct.Adapters.Tests.File;

/// <summary>What is durable of one message's sending, over all attempts.</summary>
internal sealed class FakeDelivery(Message message)
{
    public Message Message { get; } = message;

    /// <summary>What the last attempt recorded.</summary>
    public string? Recorded { get; set; }

    /// <summary>How often it was tried.</summary>
    public int Attempts { get; set; }

    /// <summary>True once the completion is committed.</summary>
    public bool IsSent { get; set; }

    /// <summary>Why the last attempt failed, or null.</summary>
    public Failure? Failure { get; set; }

    /// <summary>True if a retry of the failure may succeed.</summary>
    public bool IsTransient { get; set; }
}
