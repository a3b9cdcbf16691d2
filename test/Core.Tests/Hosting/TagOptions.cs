namespace Viaduct.Core.Tests.Hosting;

/// <summary>The options of a component that writes something behind each message.</summary>
internal sealed record TagOptions(string Text);
