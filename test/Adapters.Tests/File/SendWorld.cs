using System.Text;
using Viaduct.Adapters.File;
using Viaduct.Core.Adapters;
using Viaduct.Core.Messages;
using Viaduct.Support;

namespace Viaduct.Adapters.Tests.File;

/// <summary>A folder, messages and a clock that outlive the processes that send.</summary>
internal sealed class SendWorld : IDisposable
{
    private readonly TempFolder _temp = new();

    public SendWorld() => Out = _temp.Folder("out");

    /// <summary>The folder that files are written to.</summary>
    public string Out { get; }

    public ManualTimeProvider Time { get; } = new();

    public LogLines Log { get; } = new();

    /// <summary>The messages that are to be sent.</summary>
    public List<FakeDelivery> Deliveries { get; } = [];

    /// <summary>What a consumer took from the folder.</summary>
    public List<string> Consumed { get; } = [];

    public FileSendOptions Options => new() { Folder = Out };

    /// <summary>The names in the folder, hidden ones too, in order.</summary>
    public string[] Names =>
    [
        .. Directory.GetFileSystemEntries(Out).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal),
    ];

    /// <summary>A folder beside.</summary>
    public string Folder(string name) => _temp.Folder(name);

    /// <summary>A message to be sent.</summary>
    public FakeDelivery Add(string text, string? receivedAs = null, Body? body = null)
    {
        var context = new MessageContextBuilder();
        if (receivedAs is not null)
            context.Promote(FileProperties.ReceivedFileName, PropertyValue.From(receivedAs));
        Time.Advance(TimeSpan.FromMilliseconds(1));
        var id = Guid.CreateVersion7(Time.GetUtcNow());
        var part = new MessagePart(MessagePart.BodyName, body ?? Body.From(Encoding.UTF8.GetBytes(text)));
        var delivery = new FakeDelivery(new Message(id, id, context.Build(), [part]));
        Deliveries.Add(delivery);
        return delivery;
    }

    /// <summary>Begins a process with a sender.</summary>
    public SendProcess Start(FileSendOptions? options = null, CrashPlan? plan = null, TimeProvider? time = null) =>
        new(this, options ?? Options, plan ?? new CrashPlan(), time ?? Time);

    /// <summary>A consumer that takes every whole file away.</summary>
    public void Consume()
    {
        foreach (string name in Names.Where(name => name[0] != '.'))
        {
            string path = Path.Join(Out, name);
            Consumed.Add(System.IO.File.ReadAllText(path));
            System.IO.File.Delete(path);
        }
    }

    public void Dispose() => _temp.Dispose();

    /// <summary>One process: calls, sender, attempts.</summary>
    internal sealed class SendProcess
    {
        private readonly SendWorld _world;
        private readonly CrashPlan _plan;

        public SendProcess(SendWorld world, FileSendOptions options, CrashPlan plan, TimeProvider time)
        {
            (_world, _plan) = (world, plan);
            Files = new TestFiles(plan, world.Folder("shadow"));
            Sender = new FileSender(new FileSendPort(
                new SenderContext("to-folder", time, world.Log), options, Files));
        }

        public TestFiles Files { get; }

        public FileSender Sender { get; }

        /// <summary>Changes the attempts before they are made.</summary>
        public Action<FakeTransmission> Prepare { get; set; } = _ => { };

        /// <summary>The attempts of the last call.</summary>
        public List<FakeTransmission> Last { get; private set; } = [];

        /// <summary>Sends what is not sent.</summary>
        public async Task SendAsync(CancellationToken cancellationToken = default)
        {
            Last = _world.Deliveries.Where(d => !d.IsSent).Select(d => new FakeTransmission(d, _plan)).ToList();
            Last.ForEach(Prepare);
            await Sender.TransmitAsync(Last, cancellationToken);
        }

        /// <summary>Sends, and lets a planned crash pass.</summary>
        public async Task SendUntilCrashAsync()
        {
            try
            {
                await SendAsync();
            }
            catch (CrashException)
            {
                Files.EndProcess(); // as the plan asked for
            }
        }
    }
}
