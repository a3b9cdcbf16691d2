using Viaduct.Client;

namespace Viaduct.Server.Operations;

/// <summary>Makes the problems that calls are refused with.</summary>
internal static class Problems
{
    private static readonly Dictionary<string, (int Status, string Title)> Kinds = new(StringComparer.Ordinal)
    {
        [ProblemCodes.BadRequest] = (400, "The call cannot be understood."),
        [ProblemCodes.Unauthorized] = (401, "A token is needed."),
        [ProblemCodes.Forbidden] = (403, "The call may not come from there."),
        [ProblemCodes.NotFound] = (404, "There is no such thing."),
        [ProblemCodes.MethodNotAllowed] = (405, "The method is not taken here."),
        [ProblemCodes.Conflict] = (409, "The call does not fit the present state."),
        [ProblemCodes.TooLarge] = (413, "The body is too large."),
        [ProblemCodes.UnsupportedMediaType] = (415, "The media type is not taken here."),
        [ProblemCodes.InvalidConfiguration] = (422, "The configuration has mistakes."),
        [ProblemCodes.Busy] = (503, "Too many calls at once."),
        [ProblemCodes.NotReady] = (503, "The server does not work at present."),
        [ProblemCodes.StoreAway] = (503, "The store does not answer."),
        [ProblemCodes.StoreRefused] = (409, "The store refuses."),
        [ProblemCodes.Defect] = (500, "A defect of the server."),
    };

    /// <summary>All codes with the status that they are answered with.</summary>
    public static IEnumerable<(string Code, int Status, string Title)> All =>
        Kinds.Select(kind => (kind.Key, kind.Value.Status, kind.Value.Title));

    /// <summary>A problem of a kind.</summary>
    public static Problem Of(string code, string detail) => new()
    {
        Type = "urn:viaduct:problem:" + code, Title = Kinds[code].Title, Status = Kinds[code].Status, Code = code,
        Detail = detail,
    };

    /// <summary>What ends a call with a problem of a kind.</summary>
    public static ViaductException Refuse(string code, string detail, Exception? inner = null) =>
        new(Of(code, detail), inner);

    /// <summary>The call itself is wrong.</summary>
    public static ViaductException BadRequest(string detail) => Refuse(ProblemCodes.BadRequest, detail);

    /// <summary>There is no such item.</summary>
    public static ViaductException NoItem(Guid id) => Refuse(
        ProblemCodes.NotFound,
        $"There is no item {id}: it may have been completed or terminated. 'viaduct messages list' shows those that "
        + "are there, 'viaduct messages track' the way of a message.");

    /// <summary>A configuration has mistakes.</summary>
    public static ViaductException Invalid(IReadOnlyList<ConfigurationMistake> mistakes)
    {
        int errors = mistakes.Count(mistake => mistake.Severity == "error");
        return new ViaductException(Of(
            ProblemCodes.InvalidConfiguration,
            $"The configuration has {errors:N0} {(errors == 1 ? "mistake" : "mistakes")}.") with
        {
            Problems = mistakes,
        });
    }
}
