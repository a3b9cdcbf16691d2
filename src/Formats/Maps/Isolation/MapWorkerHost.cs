using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Text;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.Maps.Running;
using Viaduct.Formats.Maps.Stylesheets;

namespace Viaduct.Formats.Maps.Isolation;

/// <summary>The other side: the process that runs isolated maps for a server.</summary>
public static class MapWorkerHost
{
    /// <summary>The command of the program that calls <see cref="Serve"/>; it is not for people.</summary>
    public const string Command = WorkerFrames.Command;

    private const int WaitingMax = 64;
    private const int ParentGone = 0;

    /// <summary>
    /// Answers what comes in at the standard input, and ends with it: when the server closes it, or is no more.
    /// </summary>
    public static void Serve()
    {
        // The server ends it. A signal to the whole group of processes must not: the server may still be finishing.
        using var term = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => context.Cancel = true);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => context.Cancel = true);
        CoreFiles.Forbid();
        var input = Console.OpenStandardInput();
        using var output = new BufferedStream(Console.OpenStandardOutput(), 64 << 10);
        Console.SetOut(TextWriter.Null);
        using var waiting = new BlockingCollection<WorkerRequest>(WaitingMax);
        var mapping = new Thread(() => Work(waiting, output), MapThreads.StackBytes) { Name = "viaduct map" };
        mapping.IsBackground = true;
        mapping.Start();
        try
        {
            Read(new BinaryReader(new BufferedStream(input, 64 << 10), Encoding.UTF8), waiting);
        }
        catch (IOException)
        {
            // The server is no more.
        }

        // At once, even in the middle of a map that never ends.
        Environment.Exit(ParentGone);
    }

    private static void Read(BinaryReader frames, BlockingCollection<WorkerRequest> waiting)
    {
        while (true)
        {
            byte kind = frames.ReadByte();
            int number = frames.ReadInt32();
            waiting.Add(kind == WorkerFrames.Load ? ReadStylesheet(frames, number) : ReadDocument(frames, number));
        }
    }

    private static WorkerRequest ReadStylesheet(BinaryReader frames, int number)
    {
        string path = frames.ReadString();
        var files = new HeldFiles();
        for (int left = frames.ReadInt32(); left > 0; left--)
        {
            string name = frames.ReadString();
            files.Add(name, ReadBytes(frames));
        }

        return new WorkerRequest(number, path, files, default, null, new PipelineLimits());
    }

    private static WorkerRequest ReadDocument(BinaryReader frames, int number)
    {
        string contentType = frames.ReadString();
        var limits = new PipelineLimits
        {
            Depth = frames.ReadInt32(), ValueCharacters = frames.ReadInt32(), BodyBytes = frames.ReadInt64(),
        };
        return new WorkerRequest(
            number, "", null, ReadBytes(frames), contentType.Length == 0 ? null : contentType, limits);
    }

    private static byte[] ReadBytes(BinaryReader frames)
    {
        int length = frames.ReadInt32();
        byte[] bytes = frames.ReadBytes(length);
        return bytes.Length == length ? bytes : throw new EndOfStreamException();
    }

    private static void Work(BlockingCollection<WorkerRequest> waiting, Stream output)
    {
        var stylesheets = new Dictionary<int, Stylesheet>();
        var frames = new BinaryWriter(output, Encoding.UTF8);
        foreach (var request in waiting.GetConsumingEnumerable())
        {
            if (request.Files is { } files)
            {
                stylesheets[request.Number] = Stylesheet.Load(request.Path, files);
                continue;
            }

            frames.Write(WorkerFrames.Started);
            frames.Flush();
            Map(stylesheets[request.Number], request, frames);
            if (waiting.Count == 0) frames.Flush();
        }
    }

    private static void Map(Stylesheet stylesheet, WorkerRequest request, BinaryWriter frames)
    {
        try
        {
            var pieces = new PieceStream(frames, request.Limits.BodyBytes);
            var result = StylesheetRun.Run(
                stylesheet, request.Input, request.ContentType, request.Limits, pieces);
            if (result.Failure is { } failure)
            {
                Write(frames, failure);
                return;
            }

            pieces.End();
            frames.Write(WorkerFrames.Done);
            frames.Write(result.Root is not null);
            if (result.Root is not null) frames.Write(result.Root);
        }
        catch (Exception e) when (e is OutOfMemoryException or InsufficientExecutionStackException)
        {
            frames.Write(WorkerFrames.OutOfMemory);
        }
        catch (Exception e) when (e is not IOException)
        {
            // Whatever a map throws concerns its document only.
            Write(frames, new Failure(FailureCodes.ComponentDefect, $"The map {stylesheet.Path} threw {e.Message}"));
        }
    }

    private static void Write(BinaryWriter frames, Failure failure)
    {
        frames.Write(WorkerFrames.Failed);
        frames.Write(failure.Code);
        frames.Write(failure.Text);
        frames.Write(failure.Place is not null);
        if (failure.Place is not { } place) return;
        frames.Write(place.Line ?? 0);
        frames.Write(place.Column ?? 0);
        frames.Write(place.Record ?? "");
    }
}
