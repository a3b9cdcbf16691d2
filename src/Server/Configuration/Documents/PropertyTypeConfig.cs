using Viaduct.Core.Model;

namespace Viaduct.Server.Configuration.Documents;

/// <summary>The type of a property, as written.</summary>
internal enum PropertyTypeConfig
{
    [Option("Text, compared ordinally and by case.")]
    String,

    [Option("A decimal number.")]
    Number,

    [Option("A date or a point in time.")]
    Date,

    [Option("True or false.")]
    Boolean,
}
