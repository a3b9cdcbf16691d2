namespace Viaduct.Campaign.Flow;

/// <summary>How the far side treats requests.</summary>
internal enum FarBehaviour
{
    /// <summary>It answers.</summary>
    Well,

    /// <summary>It answers 503, without an effect.</summary>
    Refuses,

    /// <summary>It answers nothing, without an effect, until it behaves otherwise.</summary>
    Hangs,

    /// <summary>It closes the connection before the effect.</summary>
    Cuts,

    /// <summary>It closes the connection after the effect.</summary>
    CutsAfter,
}
