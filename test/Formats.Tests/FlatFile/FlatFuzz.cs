using System.Text;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.FlatFile;
using Viaduct.Formats.Tests.Support;
using static Viaduct.Formats.Tests.FlatFile.Flat;

namespace Viaduct.Formats.Tests.FlatFile;

/// <summary>
/// Sends any bytes through a schema's components: messages or a failure must come, the same when the bytes come in
/// pieces, within limits of time and memory; and what is written is read and written as the same bytes.
/// </summary>
/// <param name="files">The schema's package.</param>
/// <param name="schema">The schema.</param>
/// <param name="comesBack">False if it may contradict itself, so that not all that is written can be read.</param>
internal sealed class FlatFuzz(IPackageFiles files, string schema, bool comesBack = true)
{
    private const int TimeMaxSeconds = 60;
    private const long AllocatedMax = 256 << 20;

    private static readonly PipelineLimits Limits = new() { ValueCharacters = 4096 };

    private readonly IDisassembler _disassembler = Disassembler(files, new FlatFileOptions { Schema = schema });
    private readonly IDisassembler _recovering = Disassembler(
        files, new FlatFileOptions { Schema = schema, Recoverable = true });

    private readonly IBodyComponent _assembler = Assembler(files, new FlatFileAssembleOptions { Schema = schema });

    /// <summary>True in the long mode.</summary>
    public static bool IsLong => Environment.GetEnvironmentVariable("VIADUCT_LONG") == "1";

    /// <summary>Tries one input.</summary>
    /// <param name="input">The bytes.</param>
    /// <param name="name">What it is, for the message of a failure, which has the bytes too.</param>
    /// <returns>True if the file was taken.</returns>
    public async Task<bool> TryAsync(byte[] input, string name)
    {
        try
        {
            return await Task.Run(() => MeasuredAsync(input)).WaitAsync(TimeSpan.FromSeconds(TimeMaxSeconds));
        }
        catch (Exception e)
        {
            throw new InvalidOperationException(
                $"{name}, schema {schema}: {Convert.ToBase64String(input)} {Encoding.UTF8.GetString(input)}", e);
        }
    }

    private async Task<bool> MeasuredAsync(byte[] input)
    {
        int thread = Environment.CurrentManagedThreadId;
        long before = GC.GetAllocatedBytesForCurrentThread();
        bool isTaken = await CheckAsync(input);
        if (Environment.CurrentManagedThreadId == thread)
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, AllocatedMax);
        return isTaken;
    }

    private async Task<bool> CheckAsync(byte[] input)
    {
        var (messages, failure) = await RunAsync(_disassembler, input, 0, Limits);
        var (again, sameFailure) = await RunAsync(_disassembler, input, 1 + (input.Length % 3), Limits);
        Assert.Equal(failure, sameFailure);
        Assert.Equal(messages, again);
        if (failure is not null) Assert.NotEmpty(failure.Text);
        await RecoverAsync(input, messages, failure);
        if (comesBack)
            foreach (string xml in messages) await ComeBackAsync(xml);
        return failure is null;
    }

    // Parts are pieces of the file, in order; what is good in front of the first bad one is the same.
    private async Task RecoverAsync(byte[] input, List<string> messages, Failure? failure)
    {
        var items = await _recovering.AllAsync(Documents.Message(input), new RunContext(Limits));
        var streamed = Documents.Message(input);
        streamed.Body = StreamedBody.InPieces(input, 1 + (input.Length % 5));
        var again = await _recovering.AllAsync(streamed, new RunContext(Limits));
        Assert.Equal(items.Select(Shown), again.Select(Shown));
        int whole = items is [.., { Recoverable: false }] ? 1 : 0;
        Assert.Equal(failure is null, items.All(item => item.Failure is null));
        if (whole == 0) Assert.Equal(messages, items.TakeWhile(item => item.Failure is null).Select(Shown));
        int at = 0;
        foreach (var part in items.Where(item => item is { Failure: not null, Message: not null }))
        {
            byte[] bytes = part.Message!.Bytes();
            int found = input.AsSpan(at).IndexOf(bytes);
            Assert.True(found >= 0, "A part is not in the file.");
            at += found + bytes.Length;
        }
    }

    private static string Shown(DisassembledItem item) => item.Failure is null
        ? item.Message!.Text()
        : $"{item.Failure} {(item.Message is null ? "" : Convert.ToHexString(item.Message.Bytes()))}";

    // What was written is read as what it was written from, or it was not written.
    private async Task ComeBackAsync(string xml)
    {
        // At the start of a file it would be the byte order mark.
        if (xml.Contains('\uFEFF', StringComparison.Ordinal)) return;
        var message = Documents.Message(xml);
        if (await _assembler.RunAsync(message, new RunContext(), default) is not null) return;
        byte[] written = message.Bytes();
        var (messages, failure) = await RunAsync(_disassembler, written);
        if (failure is not null || messages.Count != 1) return;
        message = Documents.Message(messages[0]);
        if (await _assembler.RunAsync(message, new RunContext(), default) is null)
            Assert.Equal(Convert.ToHexString(written), Convert.ToHexString(message.Bytes()));
    }
}
