using Viaduct.Core.Route;
using Viaduct.Server.Configuration.Documents;

namespace Viaduct.Server.Configuration.Resolving;

/// <summary>A send port group as written, with its filter.</summary>
internal sealed record SendPortGroupDraft(SendPortGroupConfig Config, Filter? Filter);
