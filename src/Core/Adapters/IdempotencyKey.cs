namespace Viaduct.Core.Adapters;

/// <summary>
/// The key of one transmission: the same for every retry, resend and owner (invariant 13). Far sides that drop repeated
/// keys see each effect once.
/// </summary>
/// <param name="MessageId">The message.</param>
/// <param name="Port">The send port's name.</param>
public readonly record struct IdempotencyKey(Guid MessageId, string Port)
{
    /// <summary>The key as text: the message id in 32 digits, a dash, and the port's name.</summary>
    public override string ToString() => $"{MessageId:N}-{Port}";
}
