using System.Text;
using System.Text.Json;
using Viaduct.Cli.CommandLine;
using Viaduct.Client;
using Viaduct.Server.Configuration;

namespace Viaduct.Cli.Drill;

/// <summary>
/// The application that a drill's messages go through: applied beside what the group runs, and removed again.
/// </summary>
/// <param name="group">The group.</param>
internal sealed class ProbeApplication(IGroupOperations group)
{
    /// <summary>Its name.</summary>
    public const string Name = "viaduct-drill";

    /// <summary>The name of its receive location.</summary>
    public const string Location = $"{Name}-folder";

    private const string Document = $"applications/{Name}/application.yaml";

    private ConfigurationPackage? _before;
    private string? _applied;

    /// <summary>True once it may have been added.</summary>
    public bool IsApplied => _applied is not null;

    /// <summary>Adds it to what the group runs.</summary>
    /// <param name="host">The host of its location and its port.</param>
    /// <param name="folder">Where its messages are put.</param>
    /// <param name="endpoint">Where they are sent.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The hash of the configuration without it.</returns>
    public async Task<string> ApplyAsync(
        string host, string folder, Uri endpoint, CancellationToken cancellationToken)
    {
        var active = await ReadActiveAsync(group, cancellationToken);
        if (active.Documents.Contains(Document, StringComparer.Ordinal)) throw Refuse();
        _before = active;
        byte[] text = Encoding.UTF8.GetBytes(Write(host, folder, endpoint));
        var probing = _before.WithDocument(Document, text);
        _applied = probing.Hash;
        await group.ApplyAsync(probing.Bytes, cancellationToken);
        return _before.Hash;
    }

    /// <summary>Removes it, and leaves whatever else was applied meanwhile.</summary>
    /// <returns>False if it was not there.</returns>
    public async Task<bool> RemoveAsync(CancellationToken cancellationToken)
    {
        var active = await ReadActiveAsync(group, cancellationToken);
        var without = active.Hash == _applied && _before is not null ? _before : active.WithoutDocument(Document);
        return without.Hash != active.Hash && (await group.ApplyAsync(without.Bytes, cancellationToken)).Changed;
    }

    /// <summary>Why a drill cannot begin where it is already.</summary>
    public static CommandFailedException Refuse() => new(
        ExitCode.NoStore,
        $"The application '{Name}' is in the group already: another drill runs, or the command of one was killed. Wait "
        + "for its end, or remove it with 'viaduct drill abort'. Nothing was touched.");

    internal static string Write(string host, string folder, Uri endpoint) =>
        $$"""
        application: {{Name}}
        propertySchemas:
          - prefix: ViaductDrill
            namespace: urn:viaduct:drill:properties
            properties:
              - name: Key
                promote:
                  - messageType: {{Quote($"{ProbeDocument.Namespace}#{ProbeDocument.Root}")}}
                    path: /{{ProbeDocument.Root}}/{{ProbeDocument.Key}}
        receivePorts:
          - name: {{Name}}-in
            locations:
              - name: {{Location}}
                host: {{Quote(host)}}
                file: { folder: {{Quote(folder)}}, mask: {{Quote(ProbeFolder.Mask)}}, every: 1s }
                receive: [ xml ]
        sendPorts:
          - name: {{Name}}-out
            host: {{Quote(host)}}
            filter: receivePort == "{{Name}}-in"
            http: { url: {{Quote(endpoint.AbsoluteUri)}}, connectTime: 2s, responseTime: 10s }
            order: { per: ViaductDrill.Key }
            retry: { count: 1000, every: 1s }

        """;

    // A JSON string is one of YAML; what looks like a variable is none.
    private static string Quote(string text) =>
        $"\"{JsonEncodedText.Encode(text)}\"".Replace("${", "$${", StringComparison.Ordinal);

    private static async Task<ConfigurationPackage> ReadActiveAsync(
        IGroupOperations group, CancellationToken cancellationToken)
    {
        await using var stream = await group.OpenPackageAsync(null, cancellationToken);
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes, cancellationToken);
        try
        {
            return ConfigurationPackage.Read(bytes.ToArray());
        }
        catch (InvalidDataException e)
        {
            throw new CommandFailedException(
                ExitCode.NoStore, $"The configuration that the group runs cannot be read: {e.Message}");
        }
    }
}
