using Viaduct.Compliance.Model;
using Viaduct.Core.Store;

namespace Viaduct.Compliance.Tests.Broken;

/// <summary>A new host's reader starts at the beginning of lanes that are long under way.</summary>
internal sealed class StartsHostsAtTheBeginning : MessageBoxModel
{
    protected override Position BeginsAt(LaneEntry lane) => Position.Start;
}
