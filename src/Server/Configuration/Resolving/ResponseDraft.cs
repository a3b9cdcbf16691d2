using Viaduct.Core.Model;

namespace Viaduct.Server.Configuration.Resolving;

/// <summary>How a two-way send port takes responses in.</summary>
/// <param name="Pipeline">Its receive pipeline.</param>
/// <param name="Messages">What comes of that.</param>
/// <param name="Maps">The maps for responses.</param>
internal sealed record ResponseDraft(PipelineModel Pipeline, MessageFacts Messages, IReadOnlyList<MapDraft> Maps);
