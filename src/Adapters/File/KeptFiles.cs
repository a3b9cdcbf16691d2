using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using Viaduct.Adapters.File.Native;
using Viaduct.Core.Adapters;
using Viaduct.Core.Messages;

namespace Viaduct.Adapters.File;

/// <summary>
/// Takes files that stay where they are: read-only ones, and all of a location with <c>keep: true</c>. The receipt of
/// name, size, time and content lets each in once; what this process has seen is not read again.
/// </summary>
internal sealed class KeptFiles(FileLocation location)
{
    private const int SeenMax = 200_000;
    private readonly ConcurrentDictionary<string, FileStat> _seen = new(StringComparer.Ordinal);

    /// <summary>True if the file stays where it is when it is taken.</summary>
    public bool IsKept(in FileStat stat) => stat.IsReadOnly || location.Options.Keep;

    /// <summary>True if the file was taken before.</summary>
    public bool WasTaken(string name, FileStat stat) =>
        _seen.TryGetValue(name, out var seen) && seen.SameContentAs(stat);

    /// <summary>Takes a batch.</summary>
    /// <returns>False if the intake does not take items any more.</returns>
    public async Task<bool> TakeAsync(IReadOnlyList<Candidate> batch, CancellationToken cancellationToken)
    {
        var taking = batch.Select(c => Task.Run(() => TakeAsync(c, cancellationToken), CancellationToken.None));
        return (await Task.WhenAll(taking).ConfigureAwait(false)).All(isTaken => isTaken);
    }

    /// <summary>Forgets the files that are not in the folder any more.</summary>
    public void Forget(IReadOnlySet<string> present)
    {
        foreach (string name in _seen.Keys)
            if (!present.Contains(name)) _seen.TryRemove(name, out _);
    }

    private async Task<bool> TakeAsync(Candidate file, CancellationToken cancellationToken)
    {
        string path = location.PathOf(file.Name);
        try
        {
            var (body, hash) = await ReadAsync(path, file.Stat, cancellationToken).ConfigureAwait(false);
            var result = await location.Context.Intake.SubmitAsync(
                new SourceItem
                {
                    Body = body,
                    Receipt = ReceiptKey.FromText(
                        "FILE", location.Context.LocationName, file.Name,
                        file.Stat.Length.ToString(CultureInfo.InvariantCulture),
                        file.Stat.Modified.ToString(CultureInfo.InvariantCulture), hash),
                    Context = FileContext.Of(path, file.Stat.Created),
                },
                cancellationToken).ConfigureAwait(false);
            if (result.Outcome == IntakeOutcome.Refused) return false;
            if (_seen.Count < SeenMax) _seen[file.Name] = file.Stat;
            location.Complaints.Over(file.Name);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return false;
        }
        catch (IOException e)
        {
            location.Leave(file.Name, $"it cannot be read ({e.Message}); it is tried again.");
        }

        return true;
    }

    private async Task<(Body Body, string Hash)> ReadAsync(
        string path, FileStat expected, CancellationToken cancellationToken)
    {
        var large = new ClaimedFileBody(location.Files, path, expected);
        var stream = await large.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            if (expected.Length > FileContent.SmallBytes)
                return (large, Convert.ToHexString(
                    await SHA256.HashDataAsync(stream, cancellationToken).ConfigureAwait(false)));
            byte[] bytes = new byte[expected.Length];
            await stream.ReadExactlyAsync(bytes, cancellationToken).ConfigureAwait(false);
            return (Body.From(bytes), Convert.ToHexString(SHA256.HashData(bytes)));
        }
    }
}
