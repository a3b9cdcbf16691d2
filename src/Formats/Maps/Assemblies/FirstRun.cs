using System.Runtime.ExceptionServices;
using Viaduct.Core.Model;
using Viaduct.Core.Pipelines;
using Viaduct.Core.Telemetry;

namespace Viaduct.Formats.Maps.Assemblies;

/// <summary>
/// Runs code of an application for the first time: initializers, a constructor. On a thread of its own and for so long,
/// so that code that never returns costs a thread and not the server.
/// </summary>
internal static class FirstRun
{
    /// <summary>Makes something of a class.</summary>
    /// <param name="limit">How long that may take.</param>
    /// <param name="map">The map that names the class.</param>
    /// <param name="type">The class.</param>
    /// <param name="assemblies">Where it comes from: what has hung once is not begun again.</param>
    /// <param name="make">Makes it.</param>
    /// <exception cref="ComponentConfigurationException">It did not return in time, or did not when it was tried
    /// before.</exception>
    public static T Run<T>(TimeSpan limit, MapModel map, Type type, PackageAssemblies assemblies, Func<T> make)
    {
        string name = type.FullName ?? type.Name;
        if (assemblies.HasHung(name))
            throw new ComponentConfigurationException(
                $"{name} did not return when it was made before, and is not tried again: correct its constructor and "
                    + "initializers, and apply the corrected assembly.",
                map.File);
        T? made = default;
        ExceptionDispatchInfo? thrown = null;
        var thread = new Thread(() =>
        {
            try
            {
                made = make();
            }
            catch (Exception e)
            {
                // Handed to whoever waits, as it was.
                thrown = ExceptionDispatchInfo.Capture(e);
            }
        })
        {
            IsBackground = true, Name = $"First run of {name}",
        };
        thread.Start();
        if (!thread.Join(limit))
        {
            assemblies.NoteHung(name);
            LostThreads.Add($"{map.File}: {name} has not come to be within {limit}.");
            throw new ComponentConfigurationException(
                $"{name} has not come to be within {limit}: its constructor, an initializer of its class or assembly, "
                    + "or SourceMessageType never returns. Let none of them wait for anything. The thread that it runs "
                    + "on is lost until this process ends.",
                map.File);
        }

        thrown?.Throw();
        return made!;
    }
}
