using Viaduct.Core.Store;

namespace Viaduct.Core.Hosting;

/// <summary>
/// How a session makes an announced configuration ready beside the one that runs, and says whether it can run it (rule
/// 59).
/// </summary>
internal sealed partial class ServerSession
{
    private readonly SemaphoreSlim _announcing = new(0);
    private volatile Announcement? _announced;
    private volatile Preparation? _preparation;
    private long _answered;

    /// <summary>Waits for an announcement, prepares for it, and answers it.</summary>
    public async Task PrepareAnnouncedAsync(CancellationToken cancellationToken)
    {
        while (_announced is null || _announced.Number == _answered) await _announcing.WaitAsync(cancellationToken);
        var announced = _announced;
        string? problem = await PrepareAsync(announced, cancellationToken);
        await Store.Configuration.AnswerAsync(
            new AnnouncementAnswer(Id, problem), announced.Number, cancellationToken);
        _answered = announced.Number;
    }

    private void Note(ActiveConfiguration active)
    {
        if (active.Announced is not { } announced)
        {
            // What was withdrawn takes no memory; what was activated, or is tried, is about to be needed.
            if (_preparation?.Hash != active.Hash && _preparation?.Hash != active.Trial?.CandidateHash)
                _preparation = null;
            return;
        }

        if (announced.Number <= (_announced?.Number ?? 0)) return;
        _announced = announced;
        _announcing.Release();
    }

    /// <returns>Why the configuration cannot run here, or null.</returns>
    private async Task<string?> PrepareAsync(Announcement announced, CancellationToken cancellationToken)
    {
        if (announced.Hash == _active!.Hash) return null;
        byte[]? package = await Store.Configuration.GetPackageAsync(announced.Hash, cancellationToken);
        // Withdrawn meanwhile: nobody waits for the answer.
        if (package is null) return null;
        try
        {
            // On a thread of its own: compiling takes long, and those of the pool carry the messages.
            var preparation = new Preparation(
                announced.Hash,
                Task.Factory.StartNew(
                    () => Prepare(package), CancellationToken.None, TaskCreationOptions.LongRunning,
                    TaskScheduler.Default));
            _preparation = preparation;
            await preparation.Result.WaitAsync(cancellationToken);
            LogReady(_logger, announced.Hash);
            return null;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Code of the application has run, too, and may throw anything. The old configuration goes on.
            LogCannotRun(_logger, announced.Hash, e.Message);
            return Shown(e.Message);
        }
    }

    private PreparedConfiguration Prepare(byte[] package)
    {
        var loaded = _loader.Load(package);
        var prepared = new PreparedConfiguration(loaded, new EndpointPipelines(_catalog, loaded));
        SendPorts.Prepare(prepared);
        Locations.Prepare(prepared);
        return prepared;
    }

    /// <summary>
    /// A configuration, made ready before if it was announced; else its pipelines are made when they are needed.
    /// </summary>
    /// <returns>Null if the store does not have it.</returns>
    private async Task<PreparedConfiguration?> PreparedAsync(string hash, CancellationToken cancellationToken)
    {
        if (_preparation is { } preparation && preparation.Hash == hash)
        {
            try
            {
                return await preparation.Result.WaitAsync(cancellationToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // It was activated all the same: whoever needs it now says why it cannot run.
            }
        }

        byte[]? package = await Store.Configuration.GetPackageAsync(hash, cancellationToken);
        if (package is null) return null;
        var loaded = _loader.Load(package);
        return new PreparedConfiguration(loaded, new EndpointPipelines(_catalog, loaded));
    }

    private static string Shown(string text) => new(
        [.. text.Take(AnnouncementAnswer.ProblemMax).Select(c => char.IsControl(c) && c != '\n' ? ' ' : c)]);

    private sealed record Preparation(string Hash, Task<PreparedConfiguration> Result);
}
