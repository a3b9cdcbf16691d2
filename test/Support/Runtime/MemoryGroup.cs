using Viaduct.Core.Model;
using Viaduct.Core.Route;

namespace Viaduct.Support.Runtime;

/// <summary>Models over the memory adapter.</summary>
public static class MemoryGroup
{
    /// <summary>A group with one application.</summary>
    public static GroupModel Of(
        IReadOnlyList<string> hosts, IReadOnlyList<ReceivePortModel> receivePorts,
        IReadOnlyList<SendPortModel> sendPorts) =>
        new()
        {
            Name = "test",
            Store = "memory:",
            Hosts = [.. hosts.Select(h => new HostModel(h))],
            Applications =
            [
                new ApplicationModel
                {
                    Name = "app", Folder = "", ReceivePorts = receivePorts, SendPorts = sendPorts,
                },
            ],
        };

    /// <summary>A receive port with one location, named <c>NAME-in</c>.</summary>
    /// <param name="name">The port.</param>
    /// <param name="host">The host.</param>
    /// <param name="responseTimeout">How long responses are waited for; null: the port is one-way.</param>
    public static ReceivePortModel Receive(string name, string host = "host", TimeSpan? responseTimeout = null) => new()
    {
        Name = name,
        Application = "app",
        ResponseTimeout = responseTimeout,
        Locations =
        [
            new ReceiveLocationModel
            {
                Name = name + "-in", Port = name, Host = host,
                Endpoint = new EndpointModel("memory", new MemoryReceiveOptions(), "memory:" + name),
            },
        ],
    };

    /// <summary>A send port with a filter.</summary>
    public static SendPortModel Send(
        string name, string filter, string? loopTo = null, string host = "host", RetryModel? retry = null,
        FilterNames? names = null) => new()
    {
        Name = name,
        Application = "app",
        Host = host,
        Endpoint = new EndpointModel("memory", new MemorySendOptions { Location = loopTo }, "memory:" + name),
        Subscription = Parse(filter, names ?? FilterNames.System),
        Retry = retry ?? new RetryModel(),
    };

    private static Predicate Parse(string filter, FilterNames names)
    {
        var result = Filter.Parse(filter, names);
        return result.Filter?.Predicate
            ?? throw new ArgumentException(string.Join("; ", result.Errors.Select(e => e.ToString())), nameof(filter));
    }
}
