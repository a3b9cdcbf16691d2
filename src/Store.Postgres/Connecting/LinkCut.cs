using System.Net;
using Viaduct.Core.Store;

namespace Viaduct.Store.Postgres.Connecting;

/// <summary>
/// Cuts this process off from the database by its own hand: the sockets that lead there drop whatever arrives, and no
/// other is opened. What is sent still gets there, as on a line that is dead in one direction. Linux only.
/// </summary>
internal sealed class LinkCut(IReadOnlyList<(string Host, int Port)> endpoints) : IStoreCut
{
    private int _isCut;

    /// <summary>True if it can be done here: not where the way is a socket in a folder.</summary>
    public bool IsPossible => OperatingSystem.IsLinux() && !endpoints.Any(one => one.Host.StartsWith('/'));

    /// <summary>Refuses a new connection while it lasts.</summary>
    /// <exception cref="IOException">It lasts.</exception>
    public void ThrowIfCut()
    {
        if (Volatile.Read(ref _isCut) != 0)
            throw new IOException("This process has cut itself off from the database, for a drill.");
    }

    /// <inheritdoc/>
    public IDisposable Begin()
    {
        var places = Resolve();
        if (Interlocked.Exchange(ref _isCut, 1) != 0) throw new IOException("The link is cut already.");
        try
        {
            OwnSockets.Deafen(places);
            return new Cut(this, places);
        }
        catch
        {
            End(places);
            throw;
        }
    }

    private HashSet<IPEndPoint> Resolve()
    {
        var places = new HashSet<IPEndPoint>();
        foreach (var (host, port) in endpoints)
        {
            try
            {
                foreach (var address in Dns.GetHostAddresses(host.Trim('[', ']')))
                    places.Add(new IPEndPoint(address, port));
            }
            catch (System.Net.Sockets.SocketException e)
            {
                throw new IOException($"The address of '{host}' is not known: {e.Message}", e);
            }
        }

        return places;
    }

    private void End(IReadOnlySet<IPEndPoint> places)
    {
        OwnSockets.Hear(places);
        Volatile.Write(ref _isCut, 0);
    }

    private sealed class Cut(LinkCut link, IReadOnlySet<IPEndPoint> places) : IDisposable
    {
        private int _ended;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _ended, 1) == 0) link.End(places);
        }
    }
}
