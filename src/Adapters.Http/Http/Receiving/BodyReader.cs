using System.IO.Pipelines;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Viaduct.Core.Adapters;
using Viaduct.Core.Messages;
using Viaduct.Core.Pipelines;
using Viaduct.Core.Store;

namespace Viaduct.Adapters.Http.Receiving;

/// <summary>
/// Reads the body of a request: a small one into memory, a larger one as a stream into the store. What does not arrive
/// whole, in time and within the limits leaves nothing behind.
/// </summary>
internal sealed class BodyReader(HttpReceiveOptions options, IIntake intake) : IDisposable
{
    private const int SmallBytes = 64 << 10;
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly MinDataRate _rate = new(options.BytesPerSecond, Grace);
    private readonly SemaphoreSlim _large = new(options.LargeBodies, options.LargeBodies);

    /// <summary>How many bodies are being read that do not fit into memory.</summary>
    public int LargeBodies => options.LargeBodies - _large.CurrentCount;

    /// <summary>Reads it.</summary>
    /// <returns>The body, with the hash of its bytes if that is wanted; or what is wrong with it.</returns>
    public async ValueTask<ReceivedBody> ReadAsync(HttpContext http, bool hash, CancellationToken deadline)
    {
        if (http.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: false })
            return new ReceivedBody(Body.Empty, hash ? SHA256.HashData([]) : null);
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = options.BodyBytes;
        if (http.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate) rate.MinDataRate = _rate;
        // Not by a token: a read that is cancelled by one leaves Kestrel unable to go on with the connection.
        await using var late = deadline.UnsafeRegister(
            static reader => ((PipeReader)reader!).CancelPendingRead(), http.Request.BodyReader);
        try
        {
            return http.Request.ContentLength is { } length and <= SmallBytes
                ? await ReadSmallAsync(http.Request.BodyReader, (int)length, hash)
                : await ReadLargeAsync(http.Request.BodyReader, hash, deadline);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            return new ReceivedBody(Problems.StoreAway(options.RetryAfter));
        }
        catch (BodyTooLargeException)
        {
            return new ReceivedBody(Problems.TooLarge);
        }
        catch (StoreUnavailableException)
        {
            return new ReceivedBody(Problems.StoreAway(options.RetryAfter));
        }
        catch (IOException e) when (e is not Microsoft.AspNetCore.Http.BadHttpRequestException)
        {
            // The chunks are not what they say, or the caller is gone.
            return new ReceivedBody(Problems.Malformed(400));
        }
    }

    public void Dispose() => _large.Dispose();

    private static async ValueTask<ReceivedBody> ReadSmallAsync(PipeReader reader, int length, bool hash)
    {
        byte[] bytes = GC.AllocateUninitializedArray<byte>(length);
        int filled = 0;
        while (filled < length)
        {
            var read = await reader.ReadAsync(CancellationToken.None);
            foreach (var segment in read.Buffer)
            {
                segment.Span.CopyTo(bytes.AsSpan(filled));
                filled += segment.Length;
            }

            reader.AdvanceTo(read.Buffer.End);
            if (read.IsCanceled) return new ReceivedBody(Problems.TooSlow);
            if (read.IsCompleted && filled < length) return new ReceivedBody(Problems.Malformed(400));
        }

        return new ReceivedBody(Body.From(bytes), hash ? SHA256.HashData(bytes) : null);
    }

    private async ValueTask<ReceivedBody> ReadLargeAsync(PipeReader reader, bool hash, CancellationToken deadline)
    {
        using var sum = hash ? IncrementalHash.CreateHash(HashAlgorithmName.SHA256) : null;
        await using var writer = intake.CreateBody();
        bool isLarge = false;
        try
        {
            for (long total = 0; ;)
            {
                var read = await reader.ReadAsync(CancellationToken.None);
                try
                {
                    if (read.IsCanceled) return new ReceivedBody(Problems.TooSlow);
                    total += read.Buffer.Length;
                    if (!isLarge && total > SmallBytes) isLarge = await TakeTurnAsync(deadline);
                    if (!isLarge && total > SmallBytes) return new ReceivedBody(Problems.Full(options.RetryAfter));
                    foreach (var segment in read.Buffer)
                    {
                        sum?.AppendData(segment.Span);
                        await writer.Stream.WriteAsync(segment, deadline);
                    }
                }
                finally
                {
                    reader.AdvanceTo(read.Buffer.End);
                }

                if (read.IsCompleted) break;
            }

            return new ReceivedBody(await writer.CompleteAsync(deadline), sum?.GetHashAndReset());
        }
        finally
        {
            if (isLarge) _large.Release();
        }
    }

    /// <summary>Waits until the store has a place for one more large body.</summary>
    private async ValueTask<bool> TakeTurnAsync(CancellationToken deadline)
    {
        try
        {
            await _large.WaitAsync(deadline);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
