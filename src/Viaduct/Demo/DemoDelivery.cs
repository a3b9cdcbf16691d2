namespace Viaduct.Cli.Demo;

/// <summary>A file that arrived as it must.</summary>
/// <param name="File">The file.</param>
/// <param name="Port">The send port.</param>
/// <param name="Message">The message.</param>
internal sealed record DemoDelivery(DemoExpectation File, string Port, Guid Message);
