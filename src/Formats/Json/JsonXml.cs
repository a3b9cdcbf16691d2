namespace Viaduct.Formats.Json;

/// <summary>The words of the convention by which JSON is written as XML.</summary>
internal static class JsonXml
{
    /// <summary>The namespace of the attributes that keep what XML cannot say.</summary>
    public const string Namespace = "urn:viaduct:json";

    /// <summary>The prefix that stands for it.</summary>
    public const string Prefix = "j";

    /// <summary>The attribute with the type of a value that is no string.</summary>
    public const string Type = "type";

    /// <summary>The attribute of an element that is an item of an array.</summary>
    public const string Array = "array";

    /// <summary>The attribute with a name that cannot be that of an element.</summary>
    public const string Name = "name";

    /// <summary>The name of an item of an array that has none of its own.</summary>
    public const string Item = "item";

    /// <summary>The type of an object that does not show itself.</summary>
    public const string ObjectType = "object";

    /// <summary>The type of an array that is an element of its own.</summary>
    public const string ArrayType = "array";

    /// <summary>The type of a string, which need not be written.</summary>
    public const string StringType = "string";

    /// <summary>The type of a number.</summary>
    public const string NumberType = "number";

    /// <summary>The type of true and false.</summary>
    public const string BooleanType = "boolean";

    /// <summary>The type of null.</summary>
    public const string NullType = "null";

    /// <summary>The namespace of xmlns.</summary>
    public const string Declarations = "http://www.w3.org/2000/xmlns/";

    /// <summary>The namespace of xsi:nil.</summary>
    public const string Instance = "http://www.w3.org/2001/XMLSchema-instance";

    /// <summary>The prefix of a root element that has a namespace.</summary>
    public const string RootPrefix = "ns0";
}
