using Viaduct.Core.Pipelines;
using Viaduct.Formats.Xml.Promotion;
using Viaduct.Formats.Xml.Schemas;

namespace Viaduct.Formats.Xml.Envelopes;

/// <summary>One envelope that is open, and how far the way to its bodies has been followed.</summary>
/// <param name="schema">The envelope's schema.</param>
/// <param name="depth">The depth of its root in the whole document.</param>
/// <param name="place">Where it begins.</param>
/// <param name="promotions">Takes its properties, or null.</param>
/// <param name="validation">Validates it without its documents, or null.</param>
internal sealed class EnvelopeLevel(
    DocumentSchema schema, int depth, FailurePlace place, PromotionRun? promotions, SchemaValidation? validation)
{
    private const int NoBody = -1;

    private readonly IReadOnlyList<PathStep> _steps = schema.Body!.Steps;
    private int _matched;
    private int _bodyDepth = NoBody;

    /// <summary>The envelope's schema.</summary>
    public DocumentSchema Schema => schema;

    /// <summary>Where the envelope begins.</summary>
    public FailurePlace Place => place;

    /// <summary>Takes the envelope's properties, or null.</summary>
    public PromotionRun? Promotions => promotions;

    /// <summary>Validates the envelope without its documents, or null.</summary>
    public SchemaValidation? Validation => validation;

    /// <summary>True if there was a body.</summary>
    public bool HadBody { get; private set; }

    /// <summary>The namespaces that are declared at the open body, by prefix.</summary>
    public IEnumerable<KeyValuePair<string, string>> Namespaces { get; set; } = [];

    /// <summary>True if a node of this depth stands directly in a body.</summary>
    public bool IsInBody(int nodeDepth) => _bodyDepth != NoBody && nodeDepth == _bodyDepth + 1;

    /// <summary>An element of the envelope begins.</summary>
    /// <returns>True if it is a body.</returns>
    public bool Start(int nodeDepth, string local, string ns)
    {
        int step = nodeDepth - depth;
        if (step != _matched || step >= _steps.Count || !_steps[step].Takes(local, ns)) return false;
        if (++_matched < _steps.Count) return false;
        _bodyDepth = nodeDepth;
        return HadBody = true;
    }

    /// <summary>An element of the envelope ends.</summary>
    /// <returns>True if it is the envelope itself.</returns>
    public bool End(int nodeDepth)
    {
        int step = nodeDepth - depth;
        if (_matched > step) (_matched, _bodyDepth) = (step, NoBody);
        return step == 0;
    }
}
