using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Abstractions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using Viaduct.Adapters.Http.Receiving;

namespace Viaduct.Adapters.Http.Listening;

/// <summary>What Kestrel calls with each request: finds the location, lets it work, and writes its answer.</summary>
internal sealed class ListenerApplication(RouteTable routes, ILogger logger) : IHttpApplication<DefaultHttpContext>
{
    /// <inheritdoc/>
    public DefaultHttpContext CreateContext(IFeatureCollection contextFeatures)
    {
        // Kestrel keeps one for each connection.
        if (contextFeatures is not IHostContextContainer<DefaultHttpContext> container)
            return new DefaultHttpContext(contextFeatures);
        var context = container.HostContext ??= new DefaultHttpContext();
        context.Initialize(contextFeatures);
        return context;
    }

    /// <inheritdoc/>
    public void DisposeContext(DefaultHttpContext context, Exception? exception) => context.Uninitialize();

    /// <inheritdoc/>
    public async Task ProcessRequestAsync(DefaultHttpContext context)
    {
        string path = context.Request.Path.Value ?? "/";
        var location = routes.Find(path);
        Answer answer;
        try
        {
            answer = location is not null ? await location.AnswerAsync(context)
                : routes.HasLeft(path) ? Problems.Away
                : Problems.NotFound;
            // It was replaced after it had been found, and has not touched the request.
            if (answer == Problems.Away && location is { IsClosed: true }
                && routes.Find(path) is { IsClosed: false } next)
                answer = await (location = next).AnswerAsync(context);
        }
        catch (BadHttpRequestException e)
        {
            answer = Problems.Malformed(e.StatusCode);
        }
        catch (Exception e) when (context.RequestAborted.IsCancellationRequested)
        {
            // Whoever asked is gone.
            logger.Refused(location?.Name ?? "", 499, e.Message);
            return;
        }
        catch (Exception e)
        {
            // The root of a request: a defect is answered, and ends neither the connection nor the process.
            logger.Defect(e, location?.Name ?? "");
            answer = Problems.Defect;
        }

        if (answer.Problem is { } problem) logger.Refused(location?.Name ?? "", answer.Status, problem.Detail);
        await AnswerWriter.WriteAsync(answer, context);
    }
}
