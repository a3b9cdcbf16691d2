using Microsoft.Extensions.Logging;
using Viaduct.Core.Pipelines;
using Viaduct.Core.Store;

namespace Viaduct.Core.Transmit;

/// <summary>What workers of send ports work with.</summary>
/// <param name="Unit">The writer.</param>
/// <param name="Lease">Whether this process may act.</param>
/// <param name="Inbound">Where what comes back goes.</param>
/// <param name="Pipeline">What components may use.</param>
/// <param name="Time">The clock.</param>
/// <param name="Logger">The log.</param>
internal sealed record TransmitServices(
    CommitUnit Unit, SessionLease Lease, IInboundDoor Inbound, PipelineContext Pipeline, TimeProvider Time,
    ILogger Logger);
