namespace Viaduct.Core.Model;

/// <summary>When a cluster group goes back to a server that is preferred.</summary>
public sealed record FailbackModel
{
    /// <summary>It stays where it is.</summary>
    public static readonly FailbackModel Never = new();

    /// <summary>As soon as the preferred server can work it.</summary>
    public static readonly FailbackModel Immediate = new() { IsWanted = true };

    /// <summary>True if it goes back at all. Default false.</summary>
    public bool IsWanted { get; init; }

    /// <summary>From this time of the day on, in UTC; null: at any time. Default null.</summary>
    public TimeOnly? From { get; init; }

    /// <summary>Until this time of the day, which may be on the next day. Default null.</summary>
    public TimeOnly? Until { get; init; }

    /// <summary>True if it may go back now.</summary>
    public bool IsDue(DateTimeOffset now) => IsWanted
        && (From is not { } from || Until is not { } until || TimeOnly.FromTimeSpan(now.UtcDateTime.TimeOfDay)
            .IsBetween(from, until));
}
