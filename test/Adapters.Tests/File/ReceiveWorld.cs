using Viaduct.Adapters.File;
using Viaduct.Core.Adapters;
using Viaduct.Support;

namespace Viaduct.Adapters.Tests.File;

/// <summary>A folder, a store and a clock that outlive the processes that work on them.</summary>
internal sealed class ReceiveWorld : IDisposable
{
    private readonly TempFolder _temp = new();

    public ReceiveWorld() => In = _temp.Folder("in");

    /// <summary>The folder that files are taken from.</summary>
    public string In { get; }

    public FakeBox Box { get; } = new();

    public ManualTimeProvider Time { get; } = new();

    public LogLines Log { get; } = new();

    /// <summary>The options of the location.</summary>
    public FileReceiveOptions Options => new() { Folder = In, Mask = "*" };

    /// <summary>A folder beside.</summary>
    public string Folder(string name) => _temp.Folder(name);

    /// <summary>The names in the folder, hidden ones too, in order.</summary>
    public string[] Names =>
    [
        .. Directory.GetFileSystemEntries(In).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal),
    ];

    /// <summary>Puts a file into the folder as a careful writer does: whole at once.</summary>
    public string Drop(string name, string text = "text")
    {
        string path = Path.Join(In, name);
        string beside = Path.Join(_temp.Path, Guid.CreateVersion7().ToString("N"));
        System.IO.File.WriteAllText(beside, text);
        System.IO.File.Move(beside, path);
        return path;
    }

    /// <summary>Begins a process with a receiver of the folder.</summary>
    public ReceiveProcess Start(
        FileReceiveOptions? options = null, CrashPlan? plan = null, WatchFolder? watch = null,
        TimeProvider? time = null) => new(this, options ?? Options, plan ?? new CrashPlan(), watch, time ?? Time);

    public void Dispose() => _temp.Dispose();

    /// <summary>One process: session, calls, receiver.</summary>
    internal sealed class ReceiveProcess
    {
        private static readonly WatchFolder NoWatch = (_, _) => throw new IOException("no watch in this test");

        public ReceiveProcess(
            ReceiveWorld world, FileReceiveOptions options, CrashPlan plan, WatchFolder? watch, TimeProvider time)
        {
            Session = new FakeSession(world.Box, plan);
            Files = new TestFiles(plan, world.Folder("shadow"));
            var context = new ReceiverContext("orders-in", "file", Session, Session, time, world.Log);
            Receiver = new FileReceiver(new FileLocation(context, options, Files), watch ?? NoWatch);
        }

        public FakeSession Session { get; }

        public TestFiles Files { get; }

        public FileReceiver Receiver { get; }

        /// <summary>Runs one round.</summary>
        public Task<FileRound> RoundAsync() => Receiver.RunOnceAsync(CancellationToken.None);

        /// <summary>Runs one round and lets a planned crash pass.</summary>
        public async Task RoundUntilCrashAsync()
        {
            try
            {
                await RoundAsync();
            }
            catch (CrashException)
            {
                Files.EndProcess(); // as the plan asked for
            }
        }
    }
}
