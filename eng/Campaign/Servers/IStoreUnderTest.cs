namespace Viaduct.Campaign.Servers;

/// <summary>The store of a campaign's group.</summary>
internal interface IStoreUnderTest : IAsyncDisposable
{
    /// <summary>The address for commands.</summary>
    string Address { get; }

    /// <summary>The address for one server, by its number: its way to the store may be a way of its own.</summary>
    string AddressOf(int server);
}
