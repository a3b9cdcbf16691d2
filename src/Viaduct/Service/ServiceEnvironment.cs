namespace Viaduct.Cli.Service;

/// <summary>
/// The variables in which a service manager says how it wants to be told. They are meant for one process: what is
/// taken is gone from the environment, so that no child speaks for its parent.
/// </summary>
internal static class ServiceEnvironment
{
    /// <summary>The value of a variable, or null; gone afterwards.</summary>
    public static string? Take(string variable)
    {
        string? value = Environment.GetEnvironmentVariable(variable);
        if (value is not null) Environment.SetEnvironmentVariable(variable, null);
        return value;
    }
}
