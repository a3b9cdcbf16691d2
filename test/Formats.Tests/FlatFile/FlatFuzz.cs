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
internal sealed class FlatFuzz(IPackageFiles files, string schema)
{
    private const int TimeMaxSeconds = 60;
    private const long AllocatedMax = 256 << 20;

    private static readonly PipelineLimits Limits = new() { ValueCharacters = 4096 };

    private readonly IDisassembler _disassembler = Disassembler(files, new FlatFileOptions { Schema = schema });
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
        foreach (string xml in messages) await ComeBackAsync(xml);
        return failure is null;
    }

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
