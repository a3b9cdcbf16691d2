namespace Viaduct.Server.Api;

/// <summary>The description of the API, as it is checked in.</summary>
internal static class ApiDocument
{
    private const string Resource = "openapi.json";

    /// <summary>Opens it; the caller disposes of it.</summary>
    public static Stream Open() => typeof(ApiDocument).Assembly.GetManifestResourceStream(Resource)
        ?? throw new InvalidOperationException($"The resource {Resource} is not in the assembly.");
}
