namespace Viaduct.Formats.Maps.Assemblies;

/// <summary>Tells by what an assembly refers to whether it is made for this .NET. Pure.</summary>
internal static class AssemblyTarget
{
    private static readonly int Here = Environment.Version.Major;

    /// <summary>What is wrong with it, or null.</summary>
    /// <param name="references">The assemblies that it refers to.</param>
    /// <param name="isFirst">True for the one that a map names; libraries may be older than that.</param>
    public static string? MistakeOf(IReadOnlyList<(string Name, Version Version)> references, bool isFirst)
    {
        int newest = references.Where(one => one.Name == "System.Runtime").Max(one => (int?)one.Version.Major) ?? 0;
        if (newest > Here)
            return $"The assembly is made for .NET {newest}, and this is .NET {Here}. Build it for net{Here}.0 or "
                + "netstandard2.0.";
        bool isFramework = references.Any(one => one.Name == "mscorlib")
            && references.All(one => one.Name is not ("System.Runtime" or "netstandard"));
        return isFirst && isFramework
            ? $"The assembly is made for the .NET Framework. Build it for net{Here}.0 or netstandard2.0."
            : null;
    }
}
