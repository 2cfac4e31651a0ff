using System.Text.Json;

namespace WeId.Workflows.Engine.Definitions;

/// <summary>Goes through the JSON of one definition and collects what is wrong.</summary>
internal sealed class DefinitionParser(string json)
{
    // What Elsa writes at every activity and what is no input.
    private static readonly HashSet<string> ActivityProperties =
        ["id", "nodeId", "name", "type", "version", "customProperties", "metadata", "canStartWorkflow", "runAsynchronously", "commitStrategy"];

    private readonly List<DefinitionProblem> problems = [];

    public DefinitionReadResult Parse(JsonElement file)
    {
        if (file.ValueKind != JsonValueKind.Object)
        {
            Add("The file is no JSON object.");
            return new(null, problems);
        }

        var definitionId = RequiredText(file, "definitionId", "The definition");
        var id = RequiredText(file, "id", "The definition");
        var version = ReadVersion(file);
        Empty(file, "outputs");
        Empty(file, "outcomes");
        var variables = Items(file, "variables", "The definition").Select(ReadVariable).OfType<VariableDefinition>().ToList();
        var inputs = Items(file, "inputs", "The definition").Select(ReadInput).OfType<InputDefinition>().ToList();
        if (!file.TryGetProperty("root", out var root) || root.ValueKind != JsonValueKind.Object)
        {
            Add("The definition has no root; it must be an Elsa.Flowchart.");
            return new(null, problems);
        }

        if (Text(root, "type") != ActivityTypes.Flowchart)
        {
            Add($"The root is of type '{Text(root, "type")}'; it must be an {ActivityTypes.Flowchart}.");
        }

        Empty(root, "variables");
        var nodes = Items(root, "activities", "The root");
        if (nodes.Count > DefinitionReader.MaxActivities)
        {
            problems.Add(new(8, null, $"The definition has {nodes.Count} activities; the limit is {DefinitionReader.MaxActivities}."));
            return new(null, problems);
        }

        var activities = nodes.Select(ReadActivity).OfType<ActivityDefinition>().ToList();
        var connections = Items(root, "connections", "The root").Select(ReadConnection).OfType<ConnectionDefinition>().ToList();
        if (problems.Count > 0)
        {
            return new(null, problems);
        }

        var definition = new WorkflowDefinition
        {
            DefinitionId = definitionId,
            Version = version,
            Id = id,
            Name = Text(file, "name") ?? definitionId,
            Description = Text(file, "description"),
            Variables = variables,
            Inputs = inputs,
            Activities = activities,
            Connections = connections,
            Json = json,
        };
        return new(definition, problems);
    }

    private int ReadVersion(JsonElement file)
    {
        if (file.TryGetProperty("version", out var element) && element.ValueKind == JsonValueKind.Number
            && element.TryGetInt32(out var version) && version >= 1)
        {
            return version;
        }

        Add("The definition has no version; it must be a whole number from 1.");
        return 0;
    }

    private VariableDefinition? ReadVariable(JsonElement element)
    {
        if (!IsObject(element, "A variable"))
        {
            return null;
        }

        var name = RequiredText(element, "name", "A variable");
        var what = $"Variable '{name}'";
        var id = RequiredText(element, "id", what);
        var typeName = RequiredText(element, "typeName", what);
        CheckType(typeName, what);
        CheckScalar(element, what);
        CheckStorage(element, "storageDriverTypeName", what);
        string? value = null;
        if (element.TryGetProperty("value", out var given) && given.ValueKind is not JsonValueKind.Null)
        {
            if (given.ValueKind == JsonValueKind.String)
            {
                value = given.GetString();
            }
            else
            {
                Add($"{what} has a value that is no JSON string; write it as a text, null or leave it out.");
            }
        }

        return new(id, name, typeName, value);
    }

    private InputDefinition? ReadInput(JsonElement element)
    {
        if (!IsObject(element, "An input"))
        {
            return null;
        }

        var name = RequiredText(element, "name", "An input");
        var what = $"Input '{name}'";
        var typeName = RequiredText(element, "type", what);
        if (typeName != TypeConversion.AnyType)
        {
            CheckType(typeName, what);
        }

        CheckScalar(element, what);
        CheckStorage(element, "storageDriverType", what);
        return new(name, typeName);
    }

    private ActivityDefinition? ReadActivity(JsonElement element)
    {
        if (!IsObject(element, "An activity"))
        {
            return null;
        }

        var id = RequiredText(element, "id", "An activity");
        var what = $"Activity '{id}'";
        var type = RequiredText(element, "type", what, id);
        if (element.TryGetProperty("version", out var version) && version.ValueKind != JsonValueKind.Null
            && !(version.ValueKind == JsonValueKind.Number && version.TryGetInt32(out var number) && number == 1))
        {
            Add($"{what} has a version other than 1.", id);
        }

        var inputs = new Dictionary<string, InputValue>(StringComparer.Ordinal);
        var outputs = new Dictionary<string, string>(StringComparer.Ordinal);
        string? variableId = null;
        IReadOnlyList<SwitchCase> cases = [];
        foreach (var property in element.EnumerateObject())
        {
            if (ActivityProperties.Contains(property.Name) || property.Value.ValueKind == JsonValueKind.Null)
            {
                continue;
            }

            if (type == ActivityTypes.SetVariable && property.Name == "variable")
            {
                variableId = property.Value.ValueKind == JsonValueKind.Object ? RequiredText(property.Value, "id", $"{what}: variable", id) : Bare(property, what, id);
            }
            else if (type == ActivityTypes.FlowSwitch && property.Name == "cases")
            {
                cases = ReadCases(property.Value, what, id);
            }
            else if (property.Value.ValueKind == JsonValueKind.Object && property.Value.TryGetProperty("memoryReference", out var reference))
            {
                if (reference.ValueKind == JsonValueKind.Object && Text(reference, "id") is { Length: > 0 } target)
                {
                    outputs[property.Name] = target;
                }
                else
                {
                    Add($"{what}: output '{property.Name}' has a memoryReference without the id of a variable.", id);
                }

                RequireTypeName(property, what, id);
            }
            else if (ReadInputValue(property, what, id) is { } input)
            {
                inputs[property.Name] = input;
            }
        }

        return new()
        {
            Id = id,
            Name = Text(element, "name"),
            NameEn = element.TryGetProperty("customProperties", out var custom) && custom.ValueKind == JsonValueKind.Object ? Text(custom, "nameEn") : null,
            Type = type,
            Inputs = inputs,
            Outputs = outputs,
            VariableId = variableId,
            Cases = cases,
        };
    }

    private string? Bare(JsonProperty property, string what, string id)
    {
        Add($"{what}: '{property.Name}' is a bare value; it must be an object with the id of a variable.", id);
        return null;
    }

    private InputValue? ReadInputValue(JsonProperty property, string what, string id)
    {
        if (property.Value.ValueKind != JsonValueKind.Object || !property.Value.TryGetProperty("expression", out var expression))
        {
            Add($"{what}: input '{property.Name}' is a bare value; it must be {{ \"typeName\", \"expression\": {{ \"type\", \"value\" }} }}.", id);
            return null;
        }

        var typeName = RequireTypeName(property, what, id);
        return ReadExpression(expression, $"{what}: input '{property.Name}'", id) is { } read ? new(typeName, read) : null;
    }

    private string? RequireTypeName(JsonProperty property, string what, string id)
    {
        var typeName = Text(property.Value, "typeName");
        if (string.IsNullOrWhiteSpace(typeName))
        {
            Add($"{what}: '{property.Name}' has no typeName.", id);
        }

        return typeName;
    }

    private List<SwitchCase> ReadCases(JsonElement element, string what, string id)
    {
        if (element.ValueKind != JsonValueKind.Array)
        {
            Add($"{what}: cases must be a list of {{ \"label\", \"condition\": {{ \"type\", \"value\" }} }}.", id);
            return [];
        }

        var cases = new List<SwitchCase>();
        foreach (var item in element.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Object)
            {
                Add($"{what}: a case is no object.", id);
                continue;
            }

            var label = RequiredText(item, "label", $"{what}: a case", id);
            var condition = item.TryGetProperty("condition", out var given) && given.ValueKind != JsonValueKind.Null
                ? ReadExpression(given, $"{what}: case '{label}'", id)
                : null;
            cases.Add(new(label, condition));
        }

        return cases;
    }

    private Expression? ReadExpression(JsonElement element, string what, string id)
    {
        if (element.ValueKind != JsonValueKind.Object || Text(element, "type") is not { Length: > 0 } type)
        {
            Add($"{what} has no expression with a type.", id);
            return null;
        }

        if (!element.TryGetProperty("value", out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return new(type, null);
        }

        if (type == "Variable")
        {
            if (value.ValueKind == JsonValueKind.Object && Text(value, "id") is { Length: > 0 } variable)
            {
                return new(type, variable);
            }

            Add($"{what} must name its variable as {{ \"id\": \"…\" }}.", id);
            return null;
        }

        // Elsa Studio writes the literals of check boxes and number fields bare inside the expression; Elsa reads both.
        var isText = value.ValueKind == JsonValueKind.String
            || (type == "Literal" && value.ValueKind is JsonValueKind.True or JsonValueKind.False or JsonValueKind.Number);
        if (!isText)
        {
            Add($"{what} has a value that is no text.", id);
            return null;
        }

        return new(type, value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText());
    }

    private ConnectionDefinition? ReadConnection(JsonElement element)
    {
        if (!IsObject(element, "A connection"))
        {
            return null;
        }

        if (!TryGetEnd(element, "source", out var source) || !TryGetEnd(element, "target", out var target))
        {
            Add("A connection needs a source and a target, each { \"activity\", \"port\" }.");
            return null;
        }

        return new(Text(source, "activity") ?? "", Text(source, "port"), Text(target, "activity") ?? "", Text(target, "port"));
    }

    private static bool TryGetEnd(JsonElement connection, string name, out JsonElement end) =>
        connection.TryGetProperty(name, out end) && end.ValueKind == JsonValueKind.Object && !string.IsNullOrEmpty(Text(end, "activity"));

    private void CheckType(string typeName, string what)
    {
        if (typeName.Length > 0 && !TypeConversion.IsKnown(typeName))
        {
            Add($"{what} is of type '{typeName}'; known are {string.Join(", ", TypeConversion.TypeNames)}.");
        }
    }

    private void CheckScalar(JsonElement element, string what)
    {
        if (element.TryGetProperty("isArray", out var isArray) && isArray.ValueKind == JsonValueKind.True)
        {
            Add($"{what} is an array; only single values are supported.");
        }
    }

    private void CheckStorage(JsonElement element, string property, string what)
    {
        if (string.IsNullOrWhiteSpace(Text(element, property)))
        {
            Add($"{what} has no {property}; Elsa would forget it at the first wait.");
        }
    }

    private void Empty(JsonElement element, string property)
    {
        if (element.TryGetProperty(property, out var list) && list.ValueKind == JsonValueKind.Array && list.GetArrayLength() > 0)
        {
            Add($"'{property}' must be empty here; it is not supported.");
        }
    }

    private List<JsonElement> Items(JsonElement element, string property, string what)
    {
        if (!element.TryGetProperty(property, out var list) || list.ValueKind == JsonValueKind.Null)
        {
            return [];
        }

        if (list.ValueKind == JsonValueKind.Array)
        {
            return [.. list.EnumerateArray()];
        }

        Add($"{what}: '{property}' is no list.");
        return [];
    }

    private bool IsObject(JsonElement element, string what)
    {
        if (element.ValueKind == JsonValueKind.Object)
        {
            return true;
        }

        Add($"{what} is no JSON object.");
        return false;
    }

    private string RequiredText(JsonElement element, string property, string what, string? activityId = null)
    {
        if (Text(element, property) is { } text && !string.IsNullOrWhiteSpace(text))
        {
            return text;
        }

        Add($"{what} has no {property}.", activityId);
        return "";
    }

    private static string? Text(JsonElement element, string property) =>
        element.TryGetProperty(property, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private void Add(string message, string? activityId = null) => problems.Add(new(0, activityId, message));
}
