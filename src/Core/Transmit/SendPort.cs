using Viaduct.Core.Adapters;
using Viaduct.Core.Assemble;
using Viaduct.Core.Model;

namespace Viaduct.Core.Transmit;

/// <summary>What the worker of a send port works with.</summary>
/// <param name="Name">The port.</param>
/// <param name="Retry">Its retries.</param>
/// <param name="Pipeline">Its composed pipeline.</param>
/// <param name="Sender">Its adapter's sender.</param>
/// <param name="Circuit">Whether its endpoint is being tried.</param>
/// <param name="Responses">Where its responses go; null if it is one-way.</param>
internal sealed record SendPort(
    string Name, RetryModel Retry, SendPipeline Pipeline, ISender Sender, Circuit Circuit, IResponseDoor? Responses);
