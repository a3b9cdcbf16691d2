namespace Viaduct.Cli.Demo;

/// <summary>Puts the files in: the first half at once, the second half one by one over some seconds.</summary>
internal sealed class DemoFeeder(DemoFolders folders, TimeProvider time)
{
    private readonly List<DemoExpectation> _files = [];

    /// <summary>All files and what must become of them, in the order in which they come.</summary>
    public IReadOnlyList<DemoExpectation> Files => _files;

    /// <summary>How many have been put in so far.</summary>
    public int PutIn { get; private set; }

    /// <summary>The deliveries that must be made.</summary>
    public int DeliveriesExpected => _files.Sum(file => file.Arrivals.Count);

    /// <summary>The files that must be suspended.</summary>
    public int SuspendedExpected => _files.Count(file => file.FailureCode is not null);

    /// <summary>Writes all files beside the folders of the receive locations, on the same disk.</summary>
    public void Prepare(int count, CancellationToken cancellationToken)
    {
        foreach (var file in DemoFiles.Make(count))
        {
            cancellationToken.ThrowIfCancellationRequested();
            File.WriteAllBytes(Path.Combine(folders.Staging, file.Name), file.Bytes);
            _files.Add(DemoExpectation.Of(file));
        }
    }

    /// <summary>Puts the first half in at once.</summary>
    public void Rush()
    {
        foreach (var file in _files.Take(_files.Count / 2)) Put(file);
    }

    /// <summary>Puts the second half in, evenly.</summary>
    public async Task FlowAsync(TimeSpan length, CancellationToken cancellationToken)
    {
        var rest = _files.Skip(_files.Count / 2).ToList();
        long started = time.GetTimestamp();
        for (int i = 0; i < rest.Count; i++)
        {
            var wait = (length * i / rest.Count) - time.GetElapsedTime(started);
            if (wait > TimeSpan.Zero) await Task.Delay(wait, time, cancellationToken);
            rest[i].CameSteadily = true;
            Put(rest[i]);
        }
    }

    // A rename within a disk: whoever looks sees no half-written file.
    private void Put(DemoExpectation file)
    {
        file.PutInAt = time.GetUtcNow();
        File.Move(Path.Combine(folders.Staging, file.Name), Path.Combine(folders.In(file.Folder), file.Name));
        PutIn++;
    }
}
