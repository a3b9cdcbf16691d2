using Viaduct.Cli.CommandLine;
using Viaduct.Client;

namespace Viaduct.Cli.Drill;

/// <summary>The servers that a drill was told of, each by a client of its own.</summary>
internal sealed class DrillGroup : IDisposable
{
    private readonly List<DrillMember> _members = [];
    private readonly ViaductClientOptions _options;
    private ViaductClient? _others;

    private DrillGroup(ViaductClientOptions options) => _options = options;

    /// <summary>Those that answered.</summary>
    public IReadOnlyList<DrillMember> Members => _members;

    /// <summary>Any server but the one that suffers.</summary>
    public ViaductClient Others => _others!;

    /// <summary>Asks every address.</summary>
    /// <param name="options">The addresses.</param>
    /// <param name="sufferer">The server that is to suffer; empty for none.</param>
    /// <param name="cancellationToken">Ends the calls.</param>
    /// <exception cref="ViaductException">A server refuses to answer.</exception>
    /// <exception cref="CommandFailedException">The drill cannot be carried out with these servers.</exception>
    public static async Task<DrillGroup> OpenAsync(
        ViaductClientOptions options, string sufferer, CancellationToken cancellationToken)
    {
        var group = new DrillGroup(options);
        try
        {
            foreach (var address in options.Addresses) await group.AskAsync(address, cancellationToken);
            group.Check(sufferer);
            var others = group._members.Where(member => member.Server.Server != sufferer);
            group._others = new ViaductClient(options with { Addresses = [.. others.Select(one => one.Address)] });
            return group;
        }
        catch
        {
            group.Dispose();
            throw;
        }
    }

    /// <summary>A server by its name.</summary>
    public DrillMember? Find(string server) => _members.Find(member => member.Server.Server == server);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var member in _members) member.Client.Dispose();
        _others?.Dispose();
    }

    private async Task AskAsync(Uri address, CancellationToken cancellationToken)
    {
        var client = new ViaductClient(_options with { Addresses = [address] });
        try
        {
            var server = await client.GetDrillServerAsync(cancellationToken);
            _members.Add(new DrillMember(address, client, server));
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    private void Check(string sufferer)
    {
        if (_members.Find(member => !member.Server.AllowsDrills) is { } refusing)
            throw Refuse(
                $"Server '{refusing.Server.Server}' does not allow drills: start it with --allow-drills, if it may be "
                + "made to fail.");
        if (sufferer.Length == 0) return;
        string known = string.Join(", ", _members.Select(member => $"'{member.Server.Server}'"));
        if (Find(sufferer) is null)
            throw Refuse(
                $"No server '{sufferer}' is among those that --server names, which are {known}. A server fails only if "
                + "it is asked itself: give the addresses of all, with commas between them.");
        if (_members.TrueForAll(member => member.Server.Server == sufferer))
            throw Refuse(
                $"Only '{sufferer}' itself is named, and nobody would see what becomes of it: give the address of "
                + "another server of the group, too.");
    }

    private static CommandFailedException Refuse(string text) =>
        new(ExitCode.NoStore, $"{text} Nothing was touched.");
}
