using Viaduct.Core.Model;
using Viaduct.Core.Store;

namespace Viaduct.Server.Operations;

/// <summary>What a group runs.</summary>
/// <param name="Active">The active configuration; null if none was ever applied.</param>
/// <param name="Model">What runs: what it says, and over that what operators say; null if this version cannot read it.
/// </param>
/// <param name="Configured">What the configuration itself says; null if this version cannot read it.</param>
/// <param name="Problem">Why this version cannot read it; null if it can.</param>
public sealed record ActiveModel(
    ActiveConfiguration? Active, GroupModel? Model, GroupModel? Configured, string? Problem);
