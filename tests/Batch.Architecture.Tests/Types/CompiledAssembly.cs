using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Batch.Architecture.Tests.Types;

/// <summary>What one of our assemblies says of itself, read without loading it.</summary>
/// <param name="References">Simple names of the assemblies that it uses.</param>
/// <param name="OpenTypes">Full names of its public classes that anybody could inherit from.</param>
internal sealed record CompiledAssembly(IReadOnlyList<string> References, IReadOnlyList<string> OpenTypes)
{
    public static CompiledAssembly Load(string name)
    {
        using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, $"{name}.dll"));
        using var image = new PEReader(file);
        var metadata = image.GetMetadataReader();
        return new(
            [.. metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))],
            [.. metadata.TypeDefinitions.Select(metadata.GetTypeDefinition).Where(IsOpen).Select(type => FullName(metadata, type))]);
    }

    // Enums, structs and delegates are sealed by their nature; a static class is sealed and abstract.
    private static bool IsOpen(TypeDefinition type)
    {
        var visibility = type.Attributes & TypeAttributes.VisibilityMask;
        return visibility is TypeAttributes.Public or TypeAttributes.NestedPublic
            && (type.Attributes & (TypeAttributes.Sealed | TypeAttributes.Abstract | TypeAttributes.Interface)) == 0;
    }

    private static string FullName(MetadataReader metadata, TypeDefinition type)
    {
        var name = metadata.GetString(type.Name);
        if (type.GetDeclaringType() is { IsNil: false } outer)
        {
            return $"{FullName(metadata, metadata.GetTypeDefinition(outer))}.{name}";
        }

        return $"{metadata.GetString(type.Namespace)}.{name}".TrimStart('.');
    }
}
