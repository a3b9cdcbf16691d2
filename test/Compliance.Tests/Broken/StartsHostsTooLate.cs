using Viaduct.Compliance.Model;
using Viaduct.Core.Store;

namespace Viaduct.Compliance.Tests.Broken;

/// <summary>A new host's reader starts behind the heads: between reading them and activating there was a gap.</summary>
internal sealed class StartsHostsTooLate : MessageBoxModel
{
    protected override Position BeginsAt(LaneEntry lane) => new(lane.LastSequence + 2, 0);
}
