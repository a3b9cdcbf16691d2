using Viaduct.Server.Configuration.Documents;

namespace Viaduct.Server.Configuration.Resolving;

/// <summary>A configuration as written, with what was found of what it names. What was not found is null.</summary>
internal sealed record ConfigurationDraft(GroupConfig Group, IReadOnlyList<ApplicationDraft> Applications)
{
    public IEnumerable<ReceivePortDraft> ReceivePorts => Applications.SelectMany(a => a.ReceivePorts);

    public IEnumerable<ReceiveLocationDraft> Locations => ReceivePorts.SelectMany(p => p.Locations);

    public IEnumerable<SendPortDraft> SendPorts => Applications.SelectMany(a => a.SendPorts);

    public IEnumerable<SendPortGroupDraft> SendPortGroups => Applications.SelectMany(a => a.SendPortGroups);
}
