import { company } from './company.ts';
import { course } from './course.ts';
import { courseDefinition } from './courseDefinition.ts';
import { courseDefinitionCategory } from './courseDefinitionCategory.ts';
import { courseDefinitionCategoryGroup } from './courseDefinitionCategoryGroup.ts';
import { courseDefinitionPart } from './courseDefinitionPart.ts';
import { courseDefinitionPriceLine } from './courseDefinitionPriceLine.ts';
import { coursePart } from './coursePart.ts';
import { coursePartExecution } from './coursePartExecution.ts';
import { coursePartTeacher } from './coursePartTeacher.ts';
import { enrolment } from './enrolment.ts';
import { enrolmentPart } from './enrolmentPart.ts';
import { freeField } from './freeField.ts';
import { invoice } from './invoice.ts';
import { invoiceLine } from './invoiceLine.ts';
import { location } from './location.ts';
import { orderLine } from './orderLine.ts';
import { paymentMethod } from './paymentMethod.ts';
import { person } from './person.ts';
import { personCategory } from './personCategory.ts';
import { priceLine } from './priceLine.ts';
import { request } from './request.ts';
import { result } from './result.ts';
import { resultDefinition } from './resultDefinition.ts';
import { teacher } from './teacher.ts';
import { webRequest } from './webRequest.ts';
import { webRequestCourse } from './webRequestCourse.ts';
import { webRequestParticipant } from './webRequestParticipant.ts';
import type { Entity } from './entity.ts';

/** Every entity that the nodes know. A new one is one file beside this one, and one line here. */
export const ENTITIES: readonly Entity[] = [
	company,
	course,
	courseDefinition,
	courseDefinitionCategory,
	courseDefinitionCategoryGroup,
	courseDefinitionPart,
	courseDefinitionPriceLine,
	coursePart,
	coursePartExecution,
	coursePartTeacher,
	enrolment,
	enrolmentPart,
	freeField,
	invoice,
	invoiceLine,
	location,
	orderLine,
	paymentMethod,
	person,
	personCategory,
	priceLine,
	request,
	result,
	resultDefinition,
	teacher,
	webRequest,
	webRequestCourse,
	webRequestParticipant,
];
