using System.Globalization;
using Viaduct.Packaging;

// What the script eng/package.sh does not find in every shell: see there.
var time = DateTimeOffset.FromUnixTimeSeconds(
    long.Parse(Environment.GetEnvironmentVariable("SOURCE_DATE_EPOCH") ?? "315532800", CultureInfo.InvariantCulture));
switch (args)
{
    case ["sbom", var root, var runtime, var output]:
        File.WriteAllText(output, BillOfMaterials.Write(ProductParts.Read(root, runtime), time));
        return 0;
    case ["zip", var folder, var output]:
        PlainZip.Write(PlainZip.FilesOf(folder), output, time);
        return 0;
    case ["nupkg", .. var packages]:
        foreach (string package in packages) PlainZip.Write(NuGetPackage.Normal(package), package, time);
        return 0;
    default:
        Console.Error.WriteLine("sbom ROOT RUNTIME-VERSION OUTPUT | zip FOLDER OUTPUT | nupkg PACKAGE …");
        return 2;
}
