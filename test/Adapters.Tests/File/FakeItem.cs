using Viaduct.Core.Messages;
using Viaduct.Core.Pipelines;

namespace Viaduct.Adapters.Tests.File;

/// <summary>An item that was taken in.</summary>
internal sealed record FakeItem(string Name, string Text, Failure? Failure, MessageContext Context);
