using System.Runtime.InteropServices;

namespace Viaduct.Core.Route;

/// <summary>A word of a filter.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Column">Where, from 1.</param>
/// <param name="Text">As written; of a text in quotes, what the quotes hold.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FilterToken(FilterTokenKind Kind, int Column, string Text)
{
    public string Shown => Kind switch
    {
        FilterTokenKind.End => "the end of the filter",
        FilterTokenKind.Text => $"\"{Text}\"",
        _ => Text,
    };
}
