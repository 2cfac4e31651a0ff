namespace WeId.Workflows.Domain.Verzendingen;

/// <summary>Confirms that a form on paper came in and was registered.</summary>
public sealed record FormulierOntvangenGegevens : TemplateGegevens
{
    /// <summary>Number of the aanvraag that was made of it.</summary>
    public required string Aanvraagnummer { get; init; }

    /// <summary>What the form asks for.</summary>
    public required string Soort { get; init; }

    /// <summary>Name of the organisatie.</summary>
    public required string Organisatie { get; init; }

    /// <summary>The day on which the paper came in.</summary>
    public required DateOnly OntvangenOp { get; init; }
}

/// <summary>Tells that a change that was asked for by form was carried out.</summary>
public sealed record WijzigingDoorgevoerdGegevens : TemplateGegevens
{
    /// <summary>Number of the aanvraag.</summary>
    public required string Aanvraagnummer { get; init; }

    /// <summary>What was asked for.</summary>
    public required string Soort { get; init; }

    /// <summary>Name of the organisatie.</summary>
    public required string Organisatie { get; init; }

    /// <summary>The user whom it is about; empty when it is about the organisatie.</summary>
    public string Gebruiker { get; init; } = "";

    /// <summary>Since when it holds.</summary>
    public required DateOnly DoorgevoerdOp { get; init; }

    /// <summary>What who carried it out has to add; empty when nothing.</summary>
    public string Toelichting { get; init; } = "";
}

/// <summary>Tells that a change was approved, but could not be carried out, and why.</summary>
public sealed record WijzigingNietDoorgevoerdGegevens : TemplateGegevens
{
    /// <summary>Number of the aanvraag.</summary>
    public required string Aanvraagnummer { get; init; }

    /// <summary>What was asked for.</summary>
    public required string Soort { get; init; }

    /// <summary>Name of the organisatie.</summary>
    public required string Organisatie { get; init; }

    /// <summary>Why not; empty when something else has changed in the meantime.</summary>
    public string Reden { get; init; } = "";
}

/// <summary>Tells the beheerders that their organisatie is known by its KvK number alone from now on.</summary>
public sealed record VestigingsnummerVerwijderdGegevens : TemplateGegevens
{
    /// <summary>Name of the organisatie.</summary>
    public required string Organisatie { get; init; }

    /// <summary>Its KvK number.</summary>
    public required string KvkNummer { get; init; }

    /// <summary>The vestigingsnummer that it had.</summary>
    public required string Vestigingsnummer { get; init; }
}

/// <summary>Reminds a user of the OTP device that he has not taken into use.</summary>
public sealed record OtpDeviceHerinneringGegevens : TemplateGegevens
{
    /// <summary>Name of the user.</summary>
    public required string Gebruiker { get; init; }

    /// <summary>Organisation that ordered it.</summary>
    public required string Organisatie { get; init; }

    /// <summary>Serial number on the back of the device.</summary>
    public required string Serienummer { get; init; }

    /// <summary>Last day on which he can take it into use.</summary>
    public required DateOnly Uiterlijk { get; init; }

    /// <summary>Where he does that.</summary>
    public required string Link { get; init; }
}

/// <summary>Tells that a user signs in with a new OTP device from now on.</summary>
public sealed record OtpDeviceInGebruikGegevens : TemplateGegevens
{
    /// <summary>Who reads it.</summary>
    public required string Naam { get; init; }

    /// <summary>Name of the user.</summary>
    public required string Gebruiker { get; init; }

    /// <summary>Organisation that ordered it.</summary>
    public required string Organisatie { get; init; }

    /// <summary>Serial number on the back of the device.</summary>
    public required string Serienummer { get; init; }
}

/// <summary>Tells that an OTP device was not taken into use in time.</summary>
public sealed record OtpDeviceVervallenGegevens : TemplateGegevens
{
    /// <summary>Name of the user.</summary>
    public required string Gebruiker { get; init; }

    /// <summary>Organisation that ordered it.</summary>
    public required string Organisatie { get; init; }

    /// <summary>Serial number on the back of the device.</summary>
    public required string Serienummer { get; init; }
}
